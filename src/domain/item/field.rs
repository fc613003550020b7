//! The fields of a catalogue item: stable key, wording, and the headers that a list may use for them.

use crate::words::item as w;

named! {
    /// A field of an item; its word is the key in files, in JSON and in the `sample` list.
    Field {
        /// The code of the item.
        Code = "code", w::CODE;
        /// The number that a clerk types.
        Quick = "quick", w::QUICK;
        /// Its name.
        Name = "name", w::NAME;
        /// Its category.
        Category = "category", w::CATEGORY;
        /// Its kind.
        Kind = "kind", w::KIND;
        /// The first-step rule.
        FirstStep = "first_step", w::FIRST_STEP;
        /// Whether ON-5 is promised beyond the law.
        PromisesNotice = "promises_notice", w::PROMISES_NOTICE;
        /// The statutory limit.
        Statutory = "statutory", w::STATUTORY;
        /// The committed limit.
        Committed = "committed", w::COMMITTED;
        /// The extension.
        Extension = "extension", w::EXTENSION;
        /// Who approves an extension.
        Approver = "extension_approver", w::APPROVER;
        /// The competent department.
        Department = "department", w::DEPARTMENT;
        /// What the station does in it.
        StationRole = "station_role", w::STATION_ROLE;
        /// Who accepts.
        Accepts = "accepts", w::ACCEPTS;
        /// Who decides.
        Decides = "decides", w::DECIDES;
        /// Whether the person must come.
        PersonalPresence = "personal_presence", w::PERSONAL_PRESENCE;
        /// Whether an agent may act.
        AgentAllowed = "agent_allowed", w::AGENT_ALLOWED;
        /// Whether it is confidential.
        Confidential = "confidential", w::CONFIDENTIAL;
        /// The publicity period.
        Publicity = "publicity", w::PUBLICITY;
        /// The fee.
        Fee = "fee", w::FEE;
        /// The materials.
        Materials = "materials", w::MATERIALS;
        /// The steps.
        Steps = "steps", w::STEPS;
        /// The route of an agent.
        Route = "route", w::ROUTE;
        /// The legal basis.
        LegalBasis = "legal_basis", w::LEGAL_BASIS;
        /// The conditions.
        Conditions = "conditions", w::CONDITIONS;
        /// The quantity.
        Quantity = "quantity", w::QUANTITY;
        /// The flow.
        Procedure = "procedure", w::PROCEDURE;
        /// The sample form.
        SampleForm = "sample_form", w::SAMPLE_FORM;
        /// The phone for questions.
        EnquiryPhone = "enquiry_phone", w::ENQUIRY_PHONE;
        /// The phone for complaints.
        ComplaintPhone = "complaint_phone", w::COMPLAINT_PHONE;
        /// The legal remedies.
        Remedies = "remedies", w::REMEDIES;
        /// A note for the counter.
        Note = "note", w::NOTE;
        /// How well it is sourced.
        Certainty = "certainty", w::CERTAINTY;
    }
}

impl Field {
    /// Further headers that lists use for it, beside its word and its wording.
    #[must_use]
    pub fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Code => &["事项编码", "事项编号", "编号", "代码"],
            Self::Quick => &["快捷码", "快捷编号", "快码"],
            Self::Name => &["名称", "事项"],
            Self::Category => &["分类", "事项类别"],
            Self::Kind => &["办件类型", "事项类型"],
            Self::FirstStep => &["首次处理规则", "首步规则"],
            Self::PromisesNotice => &["承诺一次性告知"],
            Self::Statutory => &["statutory_days", "法定期限", "法定办结时限", "法定天数"],
            Self::Committed => &["committed_days", "承诺期限", "承诺办结时限", "承诺天数"],
            Self::Extension => &["extension_days", "延期", "延长期限"],
            Self::Approver => &["延期审批人", "批准人"],
            Self::Department => &["competent_department", "主管单位", "责任部门", "办理部门"],
            Self::StationRole => &["社区职责", "职责"],
            Self::Accepts => &["受理主体"],
            Self::Decides => &["决定主体", "决定部门"],
            Self::PersonalPresence => &["本人到场", "是否须本人到场"],
            Self::AgentAllowed => &["是否可代办", "代办"],
            Self::Confidential => &["是否保密"],
            Self::Publicity => &["publicity_days", "公示", "公示时限", "公示天数"],
            Self::Fee => &["收费标准", "费用", "是否收费"],
            Self::Materials => &["申请材料", "所需材料", "材料清单"],
            Self::Steps => &["环节"],
            Self::Route => &["代办环节", "代办路线"],
            Self::LegalBasis => &["法律依据", "依据", "政策依据"],
            Self::Conditions => &["办理条件", "申请条件", "条件"],
            Self::Quantity => &["数量限制", "办理数量"],
            Self::Procedure => &["流程", "flow", "办事流程"],
            Self::SampleForm => &["表格样表", "示范文本", "样本"],
            Self::EnquiryPhone => &["咨询方式", "联系电话"],
            Self::ComplaintPhone => &["投诉方式", "监督电话"],
            Self::Remedies => &["救济渠道", "法律救济"],
            Self::Note => &["rule_note", "说明"],
            Self::Certainty => &["依据可靠程度"],
        }
    }

    /// Whether the field is a limit, which may have a column of its own for the unit.
    #[must_use]
    pub fn is_limit(self) -> bool {
        matches!(self, Self::Statutory | Self::Committed | Self::Extension | Self::Publicity)
    }
}
